// Compares with the Bicep CLI itself (restored if need be), not with its recorded outputs.
//   --record    also writes what it says to test/differential/recorded
import { join } from 'node:path';
import { root, run } from './install-packages.mjs';
import { restoreBicep } from './restore-bicep.mjs';

try {
  restoreBicep();
} catch (error) {
  console.error(`The Bicep CLI cannot be restored: ${error.message}.`);
  process.exit(1);
}
const record = process.argv.includes('--record');
process.exitCode = run(
  process.execPath,
  [
    join(root, 'node_modules/vitest/vitest.mjs'),
    'run',
    'test/differential',
    ...process.argv.slice(2).filter((one) => one !== '--record'),
  ],
  { env: { ...process.env, BICEP_ASK: '1', ...(record ? { BICEP_RECORD: '1' } : {}) } },
);
