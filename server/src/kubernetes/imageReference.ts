/**
 * Image references, parsed as the API server and the kubelet parse them: github.com/distribution/reference, reached
 * through Kubernetes' `pkg/util/parsers/parsers.go`.
 */
export interface ImageReference {
  /** Host (and port) of the registry; `docker.io` when the reference names none. */
  readonly registry: string;
  /** Path in the registry, e.g. `library/nginx`. */
  readonly repository: string;
  /** The tag as written; absent when the reference has none. */
  readonly tag?: string;
  /** The digest as written, e.g. `sha256:…`. */
  readonly digest?: string;
}

export type ParsedImageReference = ImageReference | { readonly error: string };

const domainComponent = '[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?';
const domain = `(?:${domainComponent}(?:\\.${domainComponent})*|\\[[a-fA-F0-9:]+\\])(?::[0-9]+)?`;
const pathComponent = '[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*';
const tag = '[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}';
const digest = '[A-Za-z][A-Za-z0-9]*(?:[-_+.][A-Za-z][A-Za-z0-9]*)*:[0-9a-fA-F]{32,}';

const domainPattern = new RegExp(`^${domain}$`);
const pathPattern = new RegExp(`^${pathComponent}(?:/${pathComponent})*$`);
const tagPattern = new RegExp(`^${tag}$`);
const digestPattern = new RegExp(`^${digest}$`);
const maxRepositoryLength = 255;
const digestLength: ReadonlyMap<string, number> = new Map([
  ['sha256', 64],
  ['sha384', 96],
  ['sha512', 128],
]);

/**
 * Whether somebody names the image before a kubelet reads it: a build tool that has a scheme of its own (`ko://…`), or the
 * injector of a service mesh (`auto`). Addresses that people write by mistake have other schemes.
 */
export function isNamedLater(image: string): boolean {
  const scheme = /^([a-z][a-z\d+.-]*):\/\//.exec(image)?.[1];
  return image === 'auto' || (scheme !== undefined && !/^(?:https?|docker|oci|containerd|ftp)$/.test(scheme));
}

/**
 * Parses the value of a container's `image`; an `error` carries the reason the kubelet would report.
 * Upstream: `ParseNormalizedNamed` in `github.com/distribution/reference`.
 */
export function parseImageReference(text: string): ParsedImageReference {
  if (/^[a-f0-9]{64}$/.test(text)) {
    return { error: `invalid repository name (${text}), cannot specify 64-byte hexadecimal strings` };
  }
  const [registry, remainder] = splitRegistry(text);
  const remote = remainder.split(':', 1)[0] ?? '';
  if (remote.toLowerCase() !== remote) {
    return { error: `invalid reference format: repository name (${remote}) must be lowercase` };
  }
  const full = `${registry}/${remainder}`;
  const parts = partsOf(full);
  if (parts === undefined) {
    const isLowerCaseMissing = partsOf(full.toLowerCase()) !== undefined;
    return { error: isLowerCaseMissing ? 'repository name must be lowercase' : 'invalid reference format' };
  }
  if (parts.repository.length > maxRepositoryLength) {
    return { error: `repository name must not be more than ${maxRepositoryLength} characters` };
  }
  const error = parts.digest === undefined ? undefined : digestError(parts.digest);
  return error === undefined ? parts : { error };
}

/**
 * `[registry/]repository[:tag][@digest]`, read part by part: one expression for the whole would have to backtrack.
 * Undefined if a part is not valid. Upstream: `ReferenceRegexp`.
 */
function partsOf(text: string): ImageReference | undefined {
  const [named = '', digestPart, ...rest] = text.split('@');
  if (rest.length > 0 || (digestPart !== undefined && !digestPattern.test(digestPart))) return undefined;
  const tagAt = named.indexOf(':', named.lastIndexOf('/') + 1);
  const tagPart = tagAt === -1 ? undefined : named.slice(tagAt + 1);
  if (tagPart !== undefined && !tagPattern.test(tagPart)) return undefined;
  const name = nameOf(tagAt === -1 ? named : named.slice(0, tagAt));
  return (
    name && {
      ...name,
      ...(tagPart === undefined ? {} : { tag: tagPart }),
      ...(digestPart === undefined ? {} : { digest: digestPart }),
    }
  );
}

/** What looks like a host but is not a valid one can still be the first component of the path. */
function nameOf(name: string): Pick<ImageReference, 'registry' | 'repository'> | undefined {
  const slash = name.indexOf('/');
  const [registry, repository] = [name.slice(0, Math.max(slash, 0)), name.slice(slash + 1)];
  if (domainPattern.test(registry) && pathPattern.test(repository)) return { registry, repository };
  return pathPattern.test(name) ? { registry: '', repository: name } : undefined;
}

/**
 * The first component is a registry only if it looks like a host: `localhost`, or it has a dot, a colon or a capital.
 * So `registry:5000/app` has no tag, and `team/app` lies on Docker Hub.
 */
function splitRegistry(text: string): [registry: string, remainder: string] {
  const slash = text.indexOf('/');
  const first = slash < 0 ? '' : text.slice(0, slash);
  const rest = text.slice(slash + 1);
  if (slash < 0) return ['docker.io', `library/${text}`];
  if (first === 'docker.io' || first === 'index.docker.io') {
    return ['docker.io', rest.includes('/') ? rest : `library/${rest}`];
  }
  if (first === 'localhost' || /[.:]/.test(first) || first.toLowerCase() !== first) return [first, rest];
  return ['docker.io', text];
}

/** Upstream: github.com/opencontainers/go-digest, `Digest.Validate`. */
function digestError(text: string): string | undefined {
  const [algorithm = '', encoded = ''] = text.split(':');
  if (!/^[a-z0-9]+(?:[.+_-][a-z0-9]+)*$/.test(algorithm)) return 'invalid checksum digest format';
  const length = digestLength.get(algorithm);
  if (length === undefined) return 'unsupported digest algorithm';
  if (encoded.length !== length) return 'invalid checksum digest length';
  return /^[a-f0-9]+$/.test(encoded) ? undefined : 'invalid checksum digest format';
}
