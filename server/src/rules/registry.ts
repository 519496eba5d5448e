/** All rules, in the order in which the documentation lists them. */
import { successThresholdMustBeOne } from './probe/successThresholdMustBeOne.ts';
import type { AnyRule } from './rule.ts';

import { apiVersionNotServed } from './structure/apiVersionNotServed.ts';
import { duplicateKey } from './structure/duplicateKey.ts';
import { fieldNotInRelease } from './structure/fieldNotInRelease.ts';
import { misplacedField } from './structure/misplacedField.ts';
import { missingField } from './structure/missingField.ts';
import { notInEnum } from './structure/notInEnum.ts';
import { unknownField } from './structure/unknownField.ts';
import { wrongType } from './structure/wrongType.ts';
import { yamlSyntax } from './structure/yamlSyntax.ts';
export const allRules: readonly AnyRule[] = [
  yamlSyntax,
  wrongType,
  unknownField,
  notInEnum,
  missingField,
  misplacedField,
  fieldNotInRelease,
  duplicateKey,
  apiVersionNotServed,
  successThresholdMustBeOne,
];
