/** What has changed since a commit, as git knows it: in later commits, in the index, and in files that are not committed. */
import { execFileSync } from 'node:child_process';
import { resolve } from 'node:path';
import { decodeText } from '../../../node/decodeText.ts';
import { UsageError } from '../../usageError.ts';
import { checkMessages as say } from '../messages.ts';

export interface Changes {
  /** Files that are other or new, by path. */
  readonly changed: ReadonlySet<string>;
  /** What stood before in those, and in files that are gone; undefined where there was no file, or no text. */
  readonly before: ReadonlyMap<string, string | undefined>;
}

/** Neither a program that the repository names nor a pager is started. */
const harmless = ['-c', 'core.fsmonitor=false', '-c', 'core.quotePath=false', '--no-pager', '--no-optional-locks'];

/** Of a branch that has gone another way since, what happened there doesn't count. Throws a `UsageError`. */
export function changesSince(ref: string, cwd: string): Changes {
  const git = (args: readonly string[], input?: string) =>
    execFileSync('git', [...harmless, ...args], {
      cwd,
      maxBuffer: 1024 * 1024 * 1024,
      stdio: ['pipe', 'pipe', 'ignore'],
      ...(input === undefined ? {} : { input }),
    });
  const ask = (args: readonly string[]): string | undefined => {
    try {
      return git(args).toString().replace(/\n$/, '');
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') throw new UsageError(say.noGit());
      return undefined;
    }
  };
  const up = ask(['rev-parse', '--show-cdup']);
  if (up === undefined) throw new UsageError(say.noRepository());
  const commit = ask(['rev-parse', '--verify', '--quiet', '--end-of-options', `${ref}^{commit}`]);
  if (commit === undefined) throw new UsageError(say.noCommit({ ref }));
  const base = ask(['merge-base', commit, 'HEAD']) ?? commit;
  const root = resolve(cwd, up);
  const inRoot = ['-C', root];
  const listed = (args: readonly string[]) => (ask([...inRoot, ...args]) ?? '').split('\0').filter(Boolean);
  // A renamed file is one that is gone and one that is new: its findings have another place.
  const diff = ['diff', '--name-status', '--no-renames', '--no-ext-diff', '--no-textconv', '-z', base, '--'];
  const fields = listed(diff);
  const changed = new Set<string>();
  const tracked: { readonly name: string; readonly wasThere: boolean }[] = [];
  for (let i = 0; i + 1 < fields.length; i += 2) {
    const [status, name] = [fields[i]!, fields[i + 1]!];
    tracked.push({ name, wasThere: status !== 'A' });
    if (status !== 'D') changed.add(resolve(root, name));
  }
  const untracked = listed(['ls-files', '--others', '--exclude-standard', '-z']);
  for (const name of untracked) changed.add(resolve(root, name));
  const before = new Map<string, string | undefined>(untracked.map((name) => [resolve(root, name), undefined]));
  for (const { name, wasThere } of tracked)
    before.set(resolve(root, name), wasThere && isText(name) ? textOf(git, base, name) : undefined);
  return { changed, before };
}

/** What manifests, charts and overlays are made of. */
function isText(name: string): boolean {
  return /\.(?:ya?ml|json|tpl|txt|toml|env|properties)$|(?:^|\/)Kustomization$/.test(name);
}

function textOf(git: (args: readonly string[]) => Buffer, base: string, name: string): string | undefined {
  try {
    return decodeText(git(['cat-file', 'blob', `${base}:${name}`]));
  } catch {
    // A submodule, or an object that a partial clone lacks.
    return undefined;
  }
}
