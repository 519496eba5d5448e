/** What the shell and CI learn; part of the public contract. */
export const exitCodes = { ok: 0, found: 1, trouble: 2 } as const;
export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];
