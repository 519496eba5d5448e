/** All rules, in the order in which the documentation lists them. */
import { successThresholdMustBeOne } from './probe/successThresholdMustBeOne.ts';
import type { AnyRule } from './rule.ts';

export const allRules: readonly AnyRule[] = [successThresholdMustBeOne];
