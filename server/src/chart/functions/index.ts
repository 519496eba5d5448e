/** All functions of Helm's templates: Go's own, sprig's but for `env` and `expandenv`, and those of Helm 3 and 4. */
import { builtins } from './builtins.ts';
import { dates } from './dates.ts';
import { dicts } from './dicts.ts';
import { durations } from './durations.ts';
import { encodings } from './encodings.ts';
import { helm } from './helm.ts';
import { lists } from './lists.ts';
import { logic } from './logic.ts';
import { numbers } from './numbers.ts';
import { pathsAndUrls } from './paths.ts';
import { regularExpressions } from './regularExpressions.ts';
import type { Functions } from './signature.ts';
import { strings } from './strings.ts';
import { toml } from './toml.ts';
import { unknowables } from './unknowables.ts';
import { versions } from './versions.ts';

export const helmFunctions: Functions = {
  ...builtins,
  ...logic,
  ...strings,
  ...lists,
  ...dicts,
  ...numbers,
  ...encodings,
  ...toml,
  ...regularExpressions,
  ...versions,
  ...dates,
  ...durations,
  ...pathsAndUrls,
  ...unknowables,
  ...helm,
};

/** Whether templates of Helm can call a function of this name. */
export function isHelmFunction(name: string): boolean {
  return name === 'and' || name === 'or' || Object.hasOwn(helmFunctions, name);
}
