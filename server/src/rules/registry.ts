/** All rules, in the order in which the documentation lists them. Written by `npm run generate:rules`. */
import { alwaysPullsDigest } from './image/alwaysPullsDigest.ts';
import { invalidImagePullPolicy } from './image/invalidImagePullPolicy.ts';
import { pullPolicyContradictsTag } from './image/pullPolicyContradictsTag.ts';
import { emptyCommand } from './probe/emptyCommand.ts';
import { exactlyOneHandler } from './probe/exactlyOneHandler.ts';
import { initContainerProbe } from './probe/initContainerProbe.ts';
import { invalidHttpHeader } from './probe/invalidHttpHeader.ts';
import { invalidPort } from './probe/invalidPort.ts';
import { invalidScheme } from './probe/invalidScheme.ts';
import { livenessWithoutReadiness } from './probe/livenessWithoutReadiness.ts';
import { probeGracePeriod } from './probe/probeGracePeriod.ts';
import { successThresholdMustBeOne } from './probe/successThresholdMustBeOne.ts';
import { unresolvedPortName } from './probe/unresolvedPortName.ts';
import { restartPolicyOfKind } from './restart/restartPolicyOfKind.ts';
import type { AnyRule } from './rule.ts';
import { nodePortOutOfRange } from './service/nodePortOutOfRange.ts';
import { apiVersionNotServed } from './structure/apiVersionNotServed.ts';
import { duplicateKey } from './structure/duplicateKey.ts';
import { fieldNotInRelease } from './structure/fieldNotInRelease.ts';
import { misplacedField } from './structure/misplacedField.ts';
import { missingField } from './structure/missingField.ts';
import { notInEnum } from './structure/notInEnum.ts';
import { unknownField } from './structure/unknownField.ts';
import { wrongType } from './structure/wrongType.ts';
import { yamlSyntax } from './structure/yamlSyntax.ts';
import { negativeNumber } from './workload/negativeNumber.ts';

export const allRules: readonly AnyRule[] = [
  apiVersionNotServed,
  duplicateKey,
  fieldNotInRelease,
  misplacedField,
  missingField,
  notInEnum,
  unknownField,
  wrongType,
  yamlSyntax,
  emptyCommand,
  exactlyOneHandler,
  initContainerProbe,
  invalidHttpHeader,
  invalidPort,
  invalidScheme,
  livenessWithoutReadiness,
  probeGracePeriod,
  successThresholdMustBeOne,
  unresolvedPortName,
  restartPolicyOfKind,
  alwaysPullsDigest,
  invalidImagePullPolicy,
  pullPolicyContradictsTag,
  negativeNumber,
  nodePortOutOfRange,
];
