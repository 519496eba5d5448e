/** `npm run package:npm`: the npm package `probewise` below `dist/npm`, and packed beside it. Nothing is published. */
import { packageCommandLine } from './support/npmPackage.ts';
import { main } from './support/progress.ts';

await main(async () => {
  const { tarball, unpackedBytes } = await packageCommandLine();
  console.log(`${tarball}: ${(unpackedBytes / 1_000_000).toFixed(2)} MB unpacked`);
});
