/** `npm run package`: `probewise.vsix`, ready for `code --install-extension probewise.vsix`. */
import { main } from './support/progress.ts';
import { packageExtension } from './support/vsix.ts';

await main(async () => {
  console.log(`probewise.vsix: ${((await packageExtension()) / 1000).toFixed(1)} kB`);
});
