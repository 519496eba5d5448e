/** All rules, in the order in which the documentation lists them. Written by `npm run generate:rules`. */
import { barePod } from './advice/barePod.ts';
import { bothProbes } from './advice/bothProbes.ts';
import { sidecarWithoutStartupProbe } from './advice/sidecarWithoutStartupProbe.ts';
import { unnamedPort } from './advice/unnamedPort.ts';
import { unpinnedImage } from './advice/unpinnedImage.ts';
import { unusedSuppression } from './advice/unusedSuppression.ts';
import { dnsNoneWithoutServer } from './container/dnsNoneWithoutServer.ts';
import { duplicateContainerName } from './container/duplicateContainerName.ts';
import { ephemeralContainerOnCreate } from './container/ephemeralContainerOnCreate.ts';
import { hostPortConflict } from './container/hostPortConflict.ts';
import { initContainerNeverEnds } from './container/initContainerNeverEnds.ts';
import { invalidAffinity } from './container/invalidAffinity.ts';
import { invalidContainerName } from './container/invalidContainerName.ts';
import { invalidContainerPort } from './container/invalidContainerPort.ts';
import { invalidDnsConfig } from './container/invalidDnsConfig.ts';
import { invalidEnvironment } from './container/invalidEnvironment.ts';
import { invalidGate } from './container/invalidGate.ts';
import { invalidMount } from './container/invalidMount.ts';
import { invalidPodAnnotation } from './container/invalidPodAnnotation.ts';
import { invalidPodReference } from './container/invalidPodReference.ts';
import { invalidResizePolicy } from './container/invalidResizePolicy.ts';
import { invalidResourceClaim } from './container/invalidResourceClaim.ts';
import { invalidResources } from './container/invalidResources.ts';
import { invalidSecurityContext } from './container/invalidSecurityContext.ts';
import { invalidSpreadConstraint } from './container/invalidSpreadConstraint.ts';
import { invalidToleration } from './container/invalidToleration.ts';
import { invalidVolume } from './container/invalidVolume.ts';
import { invalidVolumeSource } from './container/invalidVolumeSource.ts';
import { invalidWindowsPod } from './container/invalidWindowsPod.ts';
import { missingContainers } from './container/missingContainers.ts';
import { referenceInOtherNamespace } from './container/referenceInOtherNamespace.ts';
import { rootUserForbidden } from './container/rootUserForbidden.ts';
import { unknownVolume } from './container/unknownVolume.ts';
import { variableSetTwice } from './container/variableSetTwice.ts';
import { alwaysPullsDigest } from './image/alwaysPullsDigest.ts';
import { floatingTag } from './image/floatingTag.ts';
import { imageWithSpace } from './image/imageWithSpace.ts';
import { invalidImagePullPolicy } from './image/invalidImagePullPolicy.ts';
import { invalidImageReference } from './image/invalidImageReference.ts';
import { missingImage } from './image/missingImage.ts';
import { neverPulled } from './image/neverPulled.ts';
import { pullPolicyContradictsTag } from './image/pullPolicyContradictsTag.ts';
import { backoffLimitWithRestarts } from './job/backoffLimitWithRestarts.ts';
import { cronJobMayHang } from './job/cronJobMayHang.ts';
import { deadlineBeforeBackoffLimit } from './job/deadlineBeforeBackoffLimit.ts';
import { indexedJob } from './job/indexedJob.ts';
import { invalidCronSchedule } from './job/invalidCronSchedule.ts';
import { invalidManagedBy } from './job/invalidManagedBy.ts';
import { invalidPodFailurePolicy } from './job/invalidPodFailurePolicy.ts';
import { invalidSuccessPolicy } from './job/invalidSuccessPolicy.ts';
import { invalidTimeZone } from './job/invalidTimeZone.ts';
import { jobNeverEnds } from './job/jobNeverEnds.ts';
import { commandOutlastsTimeout } from './probe/commandOutlastsTimeout.ts';
import { delayInsteadOfStartupProbe } from './probe/delayInsteadOfStartupProbe.ts';
import { emptyCommand } from './probe/emptyCommand.ts';
import { exactlyOneHandler } from './probe/exactlyOneHandler.ts';
import { execEverySecond } from './probe/execEverySecond.ts';
import { execVariableNotReplaced } from './probe/execVariableNotReplaced.ts';
import { execWithoutShell } from './probe/execWithoutShell.ts';
import { initContainerProbe } from './probe/initContainerProbe.ts';
import { invalidHttpHeader } from './probe/invalidHttpHeader.ts';
import { invalidPort } from './probe/invalidPort.ts';
import { invalidScheme } from './probe/invalidScheme.ts';
import { livenessAsksAggregateHealth } from './probe/livenessAsksAggregateHealth.ts';
import { livenessAsStrictAsReadiness } from './probe/livenessAsStrictAsReadiness.ts';
import { livenessEndsPod } from './probe/livenessEndsPod.ts';
import { livenessKillsSlowStart } from './probe/livenessKillsSlowStart.ts';
import { livenessOnJob } from './probe/livenessOnJob.ts';
import { livenessWithoutReadiness } from './probe/livenessWithoutReadiness.ts';
import { pathWithoutSlash } from './probe/pathWithoutSlash.ts';
import { probeAsksOtherContainer } from './probe/probeAsksOtherContainer.ts';
import { probeAsksOtherHost } from './probe/probeAsksOtherHost.ts';
import { probeAsksServicePort } from './probe/probeAsksServicePort.ts';
import { probeGracePeriod } from './probe/probeGracePeriod.ts';
import { probeGraceTooLong } from './probe/probeGraceTooLong.ts';
import { probeMayFollowRedirect } from './probe/probeMayFollowRedirect.ts';
import { schemeDoesNotFitPort } from './probe/schemeDoesNotFitPort.ts';
import { startupWindowTooShort } from './probe/startupWindowTooShort.ts';
import { successThresholdMustBeOne } from './probe/successThresholdMustBeOne.ts';
import { timeoutExceedsPeriod } from './probe/timeoutExceedsPeriod.ts';
import { unresolvedPortName } from './probe/unresolvedPortName.ts';
import { containerRestartPolicy } from './restart/containerRestartPolicy.ts';
import { invalidContainerRestartPolicy } from './restart/invalidContainerRestartPolicy.ts';
import { restartPolicyOfKind } from './restart/restartPolicyOfKind.ts';
import { servedButNotRestarted } from './restart/servedButNotRestarted.ts';
import { budgetAllowsNoEviction } from './rollout/budgetAllowsNoEviction.ts';
import { budgetInOtherNamespace } from './rollout/budgetInOtherNamespace.ts';
import { crashLoopExceedsProgressDeadline } from './rollout/crashLoopExceedsProgressDeadline.ts';
import { governingServiceNotHeadless } from './rollout/governingServiceNotHeadless.ts';
import { hostPortBlocksSurge } from './rollout/hostPortBlocksSurge.ts';
import { invalidAutoscaler } from './rollout/invalidAutoscaler.ts';
import { invalidAutoscalerMetric } from './rollout/invalidAutoscalerMetric.ts';
import { invalidDisruptionBudget } from './rollout/invalidDisruptionBudget.ts';
import { minReadyShorterThanReadiness } from './rollout/minReadyShorterThanReadiness.ts';
import { orderedStartNeedsPeers } from './rollout/orderedStartNeedsPeers.ts';
import { surgeNeedsHeldVolume } from './rollout/surgeNeedsHeldVolume.ts';
import type { AnyRule } from './rule.ts';
import { abruptStop } from './service/abruptStop.ts';
import { invalidIngress } from './service/invalidIngress.ts';
import { invalidNetworkPolicy } from './service/invalidNetworkPolicy.ts';
import { invalidServiceAddress } from './service/invalidServiceAddress.ts';
import { invalidServicePort } from './service/invalidServicePort.ts';
import { nodePortOutOfRange } from './service/nodePortOutOfRange.ts';
import { selectorSelectsNothing } from './service/selectorSelectsNothing.ts';
import { servedWithoutReadiness } from './service/servedWithoutReadiness.ts';
import { serviceTypeContradiction } from './service/serviceTypeContradiction.ts';
import { stopsWhileServed } from './service/stopsWhileServed.ts';
import { undeclaredTargetPort } from './service/undeclaredTargetPort.ts';
import { unresolvedTargetPort } from './service/unresolvedTargetPort.ts';
import { apiVersionNotServed } from './structure/apiVersionNotServed.ts';
import { behindDocumentEnd } from './structure/behindDocumentEnd.ts';
import { checkGivenUp } from './structure/checkGivenUp.ts';
import { duplicateKey } from './structure/duplicateKey.ts';
import { fieldBehindGate } from './structure/fieldBehindGate.ts';
import { fieldNotInRelease } from './structure/fieldNotInRelease.ts';
import { fullWidthCharacter } from './structure/fullWidthCharacter.ts';
import { fullWidthValue } from './structure/fullWidthValue.ts';
import { misplacedField } from './structure/misplacedField.ts';
import { missingField } from './structure/missingField.ts';
import { missingKind } from './structure/missingKind.ts';
import { notInEnum } from './structure/notInEnum.ts';
import { tooLarge } from './structure/tooLarge.ts';
import { unknownField } from './structure/unknownField.ts';
import { unknownTarget } from './structure/unknownTarget.ts';
import { valueBehindGate } from './structure/valueBehindGate.ts';
import { wrongEncoding } from './structure/wrongEncoding.ts';
import { wrongType } from './structure/wrongType.ts';
import { yamlAlias } from './structure/yamlAlias.ts';
import { yamlSyntax } from './structure/yamlSyntax.ts';
import { yamlTrap } from './structure/yamlTrap.ts';
import { invalidActiveDeadline } from './termination/invalidActiveDeadline.ts';
import { noGracePeriod } from './termination/noGracePeriod.ts';
import { preStopUsesUpGrace } from './termination/preStopUsesUpGrace.ts';
import { shellKeepsSigterm } from './termination/shellKeepsSigterm.ts';
import { sleepExceedsGrace } from './termination/sleepExceedsGrace.ts';
import { invalidClaim } from './workload/invalidClaim.ts';
import { invalidClaimTemplate } from './workload/invalidClaimTemplate.ts';
import { invalidConfigData } from './workload/invalidConfigData.ts';
import { invalidFinalizer } from './workload/invalidFinalizer.ts';
import { invalidLabel } from './workload/invalidLabel.ts';
import { invalidMetadata } from './workload/invalidMetadata.ts';
import { invalidObjectName } from './workload/invalidObjectName.ts';
import { invalidRollingUpdate } from './workload/invalidRollingUpdate.ts';
import { invalidSecret } from './workload/invalidSecret.ts';
import { invalidSelector } from './workload/invalidSelector.ts';
import { invalidServiceName } from './workload/invalidServiceName.ts';
import { negativeNumber } from './workload/negativeNumber.ts';
import { progressDeadlineTooShort } from './workload/progressDeadlineTooShort.ts';
import { rolloutTakesAllDown } from './workload/rolloutTakesAllDown.ts';
import { selectorMismatch } from './workload/selectorMismatch.ts';
import { startupExceedsProgressDeadline } from './workload/startupExceedsProgressDeadline.ts';

export const allRules: readonly AnyRule[] = [
  apiVersionNotServed,
  behindDocumentEnd,
  checkGivenUp,
  duplicateKey,
  fieldBehindGate,
  fieldNotInRelease,
  fullWidthCharacter,
  fullWidthValue,
  misplacedField,
  missingField,
  missingKind,
  notInEnum,
  tooLarge,
  unknownField,
  unknownTarget,
  valueBehindGate,
  wrongEncoding,
  wrongType,
  yamlAlias,
  yamlSyntax,
  yamlTrap,
  commandOutlastsTimeout,
  delayInsteadOfStartupProbe,
  emptyCommand,
  exactlyOneHandler,
  execEverySecond,
  execVariableNotReplaced,
  execWithoutShell,
  initContainerProbe,
  invalidHttpHeader,
  invalidPort,
  invalidScheme,
  livenessAsStrictAsReadiness,
  livenessAsksAggregateHealth,
  livenessEndsPod,
  livenessKillsSlowStart,
  livenessOnJob,
  livenessWithoutReadiness,
  pathWithoutSlash,
  probeAsksOtherContainer,
  probeAsksOtherHost,
  probeAsksServicePort,
  probeGracePeriod,
  probeGraceTooLong,
  probeMayFollowRedirect,
  schemeDoesNotFitPort,
  startupWindowTooShort,
  successThresholdMustBeOne,
  timeoutExceedsPeriod,
  unresolvedPortName,
  containerRestartPolicy,
  invalidContainerRestartPolicy,
  restartPolicyOfKind,
  servedButNotRestarted,
  alwaysPullsDigest,
  floatingTag,
  imageWithSpace,
  invalidImagePullPolicy,
  invalidImageReference,
  missingImage,
  neverPulled,
  pullPolicyContradictsTag,
  dnsNoneWithoutServer,
  duplicateContainerName,
  ephemeralContainerOnCreate,
  hostPortConflict,
  initContainerNeverEnds,
  invalidAffinity,
  invalidContainerName,
  invalidContainerPort,
  invalidDnsConfig,
  invalidEnvironment,
  invalidGate,
  invalidMount,
  invalidPodAnnotation,
  invalidPodReference,
  invalidResizePolicy,
  invalidResourceClaim,
  invalidResources,
  invalidSecurityContext,
  invalidSpreadConstraint,
  invalidToleration,
  invalidVolume,
  invalidVolumeSource,
  invalidWindowsPod,
  missingContainers,
  referenceInOtherNamespace,
  rootUserForbidden,
  unknownVolume,
  variableSetTwice,
  invalidActiveDeadline,
  noGracePeriod,
  preStopUsesUpGrace,
  shellKeepsSigterm,
  sleepExceedsGrace,
  invalidClaim,
  invalidClaimTemplate,
  invalidConfigData,
  invalidFinalizer,
  invalidLabel,
  invalidMetadata,
  invalidObjectName,
  invalidRollingUpdate,
  invalidSecret,
  invalidSelector,
  invalidServiceName,
  negativeNumber,
  progressDeadlineTooShort,
  rolloutTakesAllDown,
  selectorMismatch,
  startupExceedsProgressDeadline,
  backoffLimitWithRestarts,
  cronJobMayHang,
  deadlineBeforeBackoffLimit,
  indexedJob,
  invalidCronSchedule,
  invalidManagedBy,
  invalidPodFailurePolicy,
  invalidSuccessPolicy,
  invalidTimeZone,
  jobNeverEnds,
  budgetAllowsNoEviction,
  budgetInOtherNamespace,
  crashLoopExceedsProgressDeadline,
  governingServiceNotHeadless,
  hostPortBlocksSurge,
  invalidAutoscaler,
  invalidAutoscalerMetric,
  invalidDisruptionBudget,
  minReadyShorterThanReadiness,
  orderedStartNeedsPeers,
  surgeNeedsHeldVolume,
  abruptStop,
  invalidIngress,
  invalidNetworkPolicy,
  invalidServiceAddress,
  invalidServicePort,
  nodePortOutOfRange,
  selectorSelectsNothing,
  servedWithoutReadiness,
  serviceTypeContradiction,
  stopsWhileServed,
  undeclaredTargetPort,
  unresolvedTargetPort,
  barePod,
  bothProbes,
  sidecarWithoutStartupProbe,
  unnamedPort,
  unpinnedImage,
  unusedSuppression,
];
