/** The core of what the API server says about a name, to follow "it": without its examples and its pattern. */
export function plainComplaint(complaint: string): string {
  const core = complaint.replace(/ \(e\.g\..*$/s, '');
  const must = core.indexOf('must');
  return must < 0 ? core : core.slice(must);
}
