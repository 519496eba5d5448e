import { formatGoDuration } from '../../kubernetes/duration.ts';
import { parseImageReference } from '../../kubernetes/imageReference.ts';
import type { Container } from '../../kubernetes/pod.ts';
import type { PodObject } from '../apiserver/podObject.ts';
import type { NodeClock } from '../environment.ts';
import type { Kernel } from '../kernel/kernel.ts';
import type { Task } from '../kernel/process.ts';
import { millisecond } from '../kernel/time.ts';
import type { NewEvent } from '../record/eventCorrelator.ts';
import type { EventRecorder } from '../record/eventRecorder.ts';
import type { Release } from '../release.ts';
import type { Cause } from '../trace/trace.ts';
import type { ContainerRuntime } from '../world/containerRuntime.ts';
import { BackOff } from './backOff.ts';
import type { StartFailure } from './reasonCache.ts';
import { eventField, fieldOfContainer } from './references.ts';

const registryUnavailable = 'RegistryUnavailable';
const signatureValidationFailed = 'SignatureValidationFailed';

/** Makes sure that a container's image is on the node. Upstream: `pkg/kubelet/images/image_manager.go`. */
export class ImageManager {
  readonly #kernel: Kernel;
  readonly #runtime: ContainerRuntime;
  readonly #events: EventRecorder;
  readonly #release: Release;
  readonly #backOff: BackOff;
  readonly #previousErrors = new Map<string, { readonly text: string; readonly cause: Cause }>();

  constructor(kernel: Kernel, clock: NodeClock, runtime: ContainerRuntime, events: EventRecorder, release: Release) {
    this.#kernel = kernel;
    this.#runtime = runtime;
    this.#events = events;
    this.#release = release;
    this.#backOff = new BackOff(kernel, clock, { collected: false });
  }

  *ensureImageExists(pod: PodObject, container: Container): Task<StartFailure | undefined> {
    const { image = '', name, imagePullPolicy = 'IfNotPresent' } = container;
    const field = eventField(pod.spec, name);
    const path = fieldOfContainer(pod.spec, name);
    const event = (event: Omit<NewEvent, 'field'>, cause?: Cause) => this.#events.event({ ...event, field }, cause);
    const parsed = parseImageReference(image);
    if ('error' in parsed) {
      const message = `Failed to apply default image tag "${image}": couldn't parse image name "${image}": ${parsed.error}`;
      const cause = event({ type: 'Warning', reason: 'InspectFailed', message }, { field: `${path}.image` });
      return { reason: 'InvalidImageName', message, cause };
    }
    if (imagePullPolicy !== 'Always') {
      const present = this.#runtime.inspectImage(name, image);
      if (typeof present === 'object') {
        const message = `Failed to inspect image "": ${present.error}`;
        const cause = event({ type: 'Warning', reason: 'InspectFailed', message }, present.cause);
        return { reason: 'ImageInspectError', message, cause };
      }
      const inaccessible = this.#release.verifiesPullSecrets ? this.#runtime.inaccessibleImage(name, image) : undefined;
      if (present && inaccessible === undefined) {
        event({ type: 'Normal', reason: 'Pulled', message: this.#release.presentMessage(image) });
        return undefined;
      }
      if (imagePullPolicy === 'Never') {
        const message = `Container image "${image}" is not present with pull policy of Never`;
        const cause = event(
          { type: 'Warning', reason: 'ErrImageNeverPull', message },
          present ? inaccessible : { field: `${path}.imagePullPolicy` },
        );
        return { reason: 'ErrImageNeverPull', message, cause };
      }
    }
    return yield* this.#pull(container, image, event, [`${path}.imagePullPolicy`, `${path}.image`]);
  }

  *#pull(
    container: Container,
    image: string,
    event: (event: Omit<NewEvent, 'field'>, cause?: Cause) => Cause,
    fields: readonly string[],
  ): Task<StartFailure | undefined> {
    const previous = this.#previousErrors.get(image);
    if (this.#backOff.isInBackOffSinceUpdate(image)) {
      const message = `Back-off pulling image "${image}"`;
      const cause = event({ type: 'Normal', reason: 'BackOff', message }, previous?.cause);
      return {
        reason: 'ImagePullBackOff',
        message: previous === undefined ? message : `${message}: ${previous.text}`,
        cause,
      };
    }
    this.#previousErrors.delete(image);
    event({ type: 'Normal', reason: 'Pulling', message: `Pulling image "${image}"` });
    const began = this.#kernel.now;
    const pulled = yield* this.#runtime.pullImage(container.name, image, fields);
    if ('error' in pulled) {
      const { error } = pulled;
      const cause = event(
        { type: 'Warning', reason: 'Failed', message: `Failed to pull image "${image}": ${error}` },
        pulled.cause,
      );
      this.#backOff.next(image, this.#kernel.now);
      const failure = { ...pullFailure(image, error), cause };
      this.#previousErrors.set(image, { text: `${failure.reason}: ${failure.message}`, cause });
      return failure;
    }
    const took = formatGoDuration(wholeMilliseconds(pulled.took) / millisecond);
    const waited = formatGoDuration(wholeMilliseconds(this.#kernel.now - began) / millisecond);
    event({
      type: 'Normal',
      reason: 'Pulled',
      message: `Successfully pulled image "${image}" in ${took} (${waited} including waiting). Image size: ${pulled.sizeBytes} bytes.`,
    });
    this.#backOff.collect();
    return undefined;
  }
}

/** Upstream: `evalCRIPullErr`. */
function pullFailure(image: string, error: string): { reason: string; message: string } {
  if (error.startsWith(registryUnavailable)) {
    const detail = error.slice(registryUnavailable.length);
    return {
      reason: registryUnavailable,
      message: `image pull failed for ${image} because the registry is unavailable${detail}`,
    };
  }
  if (error.startsWith(signatureValidationFailed)) {
    const detail = error.slice(signatureValidationFailed.length);
    return {
      reason: signatureValidationFailed,
      message: `image pull failed for ${image} because the signature validation failed${detail}`,
    };
  }
  return { reason: 'ErrImagePull', message: error };
}

function wholeMilliseconds(span: number): number {
  return Math.floor(span / millisecond) * millisecond;
}
