/**
 * Validators of whole objects of the kinds that carry pods, and of Service; made by `scripts/generate-schemas.ts`.
 * True means that every covered release accepts the object's structure; false means that one may not.
 */
type Validator = (value: unknown) => boolean;

export const CronJob: Validator;
export const DaemonSet: Validator;
export const Deployment: Validator;
export const Job: Validator;
export const Pod: Validator;
export const PodTemplate: Validator;
export const ReplicaSet: Validator;
export const ReplicationController: Validator;
export const Service: Validator;
export const StatefulSet: Validator;
