import { type Verbatim, verbatim } from '../base/message.ts';

/** The core of what the API server says about a name, to follow a colon: without its examples and its pattern. */
export function plainComplaint(complaint: string): Verbatim {
  const core = complaint.replace(/ \(e\.g\..*$/s, '');
  const must = core.indexOf('must');
  return verbatim(must < 0 ? core : core.slice(must));
}
