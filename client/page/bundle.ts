/** One file for page and worker, which have most of the code in common: what runs it says which of them it is. */
if (typeof document === 'undefined') void import('./worker.ts');
else void import('../webview/main.tsx');
