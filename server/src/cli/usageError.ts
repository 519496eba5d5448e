/** Something that whoever called the command line can mend: told in one line, exit code 2. */
export class UsageError extends Error {}

/** The system's reason for a failed file access, in words. */
export function ioReason(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  switch (code) {
    case 'ENOENT':
      return 'no such file or directory';
    case 'EACCES':
    case 'EPERM':
      return 'permission denied';
    case 'EISDIR':
      return 'is a directory';
    case 'ENOTDIR':
      return 'not a directory';
    case 'ELOOP':
      return 'too many symbolic links';
    case 'ENOSPC':
      return 'no space left';
    default:
      return message ?? String(error);
  }
}
