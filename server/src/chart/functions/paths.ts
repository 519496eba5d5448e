/** Sprig's functions of paths and URLs (Go's `path`, `url.go`). */
import { trimEndOf } from '../../base/trimEndOf.ts';
import { FunctionError } from '../executionError.ts';
import { bool, map, string } from '../value.ts';
import { type Functions, fixed, type TemplateFunction } from './signature.ts';

const paths: Functions = {
  base: fixed(['string'], ([{ text }]) => string(baseName(text.text))),
  dir: fixed(['string'], ([{ text }]) => string(cleanPath(text.text.slice(0, text.text.lastIndexOf('/') + 1)))),
  clean: fixed(['string'], ([{ text }]) => string(cleanPath(text.text))),
  ext: fixed(['string'], ([{ text }]) => string(/\.[^./]*$/.exec(text.text)?.[0] ?? '')),
  isAbs: fixed(['string'], ([{ text }]) => bool(text.text.startsWith('/'))),
};

/** The same for files of the system, which is taken for one with `/`. */
const osPaths = Object.fromEntries(
  Object.entries(paths).map(([name, definition]): [string, TemplateFunction] => [
    `os${name[0]!.toUpperCase()}${name.slice(1)}`,
    definition,
  ]),
);

export const pathsAndUrls: Functions = {
  ...paths,
  ...osPaths,
  urlParse: fixed(['string'], ([{ text }]) =>
    map(Object.entries(parseUrl(text.text)).map(([key, value]) => [key, string(value)])),
  ),
  urlJoin: fixed(['map'], ([{ entries }]) => {
    const part = (key: string) => {
      const value = entries.get(key);
      if (value === undefined) return '';
      if (value.type !== 'string')
        throw new FunctionError(`unable to parse ${key} key, must be of type string, but ${value.type} found`);
      return value.text.text;
    };
    const scheme = part('scheme');
    const userinfo = part('userinfo');
    const host = part('host');
    const path = part('path');
    const prefix = scheme === '' ? '' : `${scheme}:`;
    const opaque = part('opaque');
    const authority = host !== '' || userinfo !== '' ? `//${userinfo === '' ? '' : `${userinfo}@`}${host}` : '';
    const separator = authority !== '' && path !== '' && !path.startsWith('/') ? '/' : '';
    const query = part('query');
    const fragment = part('fragment');
    return string(
      `${prefix}${opaque === '' ? `${authority}${separator}${path}` : opaque}${query === '' ? '' : `?${query}`}${fragment === '' ? '' : `#${fragment}`}`,
    );
  }),
};

export function baseName(path: string): string {
  if (path === '') return '.';
  const trimmed = trimEndOf(path, '/');
  return trimmed === '' ? '/' : trimmed.slice(trimmed.lastIndexOf('/') + 1);
}

/** `path.Clean`. */
export function cleanPath(path: string): string {
  const isAbsolute = path.startsWith('/');
  const kept: string[] = [];
  for (const step of path.split('/')) {
    if (step === '' || step === '.') continue;
    if (step !== '..') kept.push(step);
    else if (kept.length > 0 && kept.at(-1) !== '..') kept.pop();
    else if (!isAbsolute) kept.push('..');
  }
  const joined = kept.join('/');
  return isAbsolute ? `/${joined}` : joined === '' ? '.' : joined;
}

/** What stands before the first `mark`, and what behind it. */
function cutAt(text: string, mark: string): readonly [string, string?] {
  const at = text.indexOf(mark);
  return at < 0 ? [text] : [text.slice(0, at), text.slice(at + 1)];
}

interface UrlParts {
  readonly scheme: string;
  readonly userinfo: string;
  readonly host: string;
  readonly hostname: string;
  readonly path: string;
  readonly query: string;
  readonly opaque: string;
  readonly fragment: string;
}

function parseUrl(url: string): UrlParts {
  const [beforeFragment, fragment = ''] = cutAt(url, '#');
  const [beforeQuery, query = ''] = cutAt(beforeFragment, '?');
  const [, scheme = ''] = /^([A-Za-z][A-Za-z\d+.-]*):/.exec(beforeQuery) ?? [];
  const hierarchy = scheme === '' ? beforeQuery : beforeQuery.slice(scheme.length + 1);
  const [, authority] = /^\/\/([^/]*)/.exec(hierarchy) ?? [];
  const path = authority === undefined ? hierarchy : hierarchy.slice(2 + authority.length);
  if (/[\0-\x1f\x7f]/.test(url))
    throw new FunctionError(
      `unable to parse url: parse ${JSON.stringify(url)}: net/url: invalid control character in URL`,
    );
  if (url.startsWith(':'))
    throw new FunctionError(`unable to parse url: parse ${JSON.stringify(url)}: missing protocol scheme`);
  const at = authority?.lastIndexOf('@') ?? -1;
  const host = authority?.slice(at + 1) ?? '';
  const isOpaque = scheme !== '' && authority === undefined && path !== '' && !path.startsWith('/');
  return {
    scheme: scheme.toLowerCase(),
    userinfo: at < 0 ? '' : authority!.slice(0, at),
    host,
    hostname: host.replace(/:\d*$/, '').replace(/^\[(.*)\]$/, '$1'),
    path: isOpaque ? '' : decode(path),
    query,
    opaque: isOpaque ? path : '',
    fragment: decode(fragment),
  };
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw new FunctionError(`unable to parse url: invalid URL escape in ${JSON.stringify(text)}`);
  }
}
