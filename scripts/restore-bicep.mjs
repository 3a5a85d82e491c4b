// Restores the Bicep CLI with `dotnet` from NuGet into a cache outside of the work tree, and prints where it is.
// Exits with 1 and a sentence where that is impossible; the tests then compare with recorded outputs.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

/** The version that the recorded outputs are of, too. */
export const bicepVersion = '0.49.2';

const runtimes = {
  'linux x64': 'linux-x64',
  'linux arm64': 'linux-arm64',
  'darwin x64': 'osx-x64',
  'darwin arm64': 'osx-arm64',
  'win32 x64': 'win-x64',
  'win32 arm64': 'win-arm64',
};

function packageName() {
  const runtime = runtimes[`${process.platform} ${process.arch}`];
  return runtime === undefined ? undefined : `Azure.Bicep.CommandLine.${runtime}`;
}

function cacheDirectory() {
  const cache = process.env.XDG_CACHE_HOME || join(homedir(), '.cache');
  return join(cache, 'encryption-lens', 'bicep', bicepVersion);
}

/** The restored CLI; undefined where it was not restored yet, or there is none for this platform. */
export function findBicep() {
  const name = packageName();
  if (name === undefined) return undefined;
  const tool = process.platform === 'win32' ? 'bicep.exe' : 'bicep';
  const path = join(cacheDirectory(), name.toLowerCase(), bicepVersion, 'tools', tool);
  return existsSync(path) ? path : undefined;
}

/** The path of the CLI, restored if need be; throws an Error that says what is missing. */
export function restoreBicep() {
  const known = findBicep();
  if (known !== undefined) return known;
  const name = packageName();
  if (name === undefined) throw new Error(`there is no Bicep CLI for ${process.platform} on ${process.arch}`);
  const dotnet = spawnSync('dotnet', ['--version'], { encoding: 'utf8' });
  if (dotnet.status !== 0)
    throw new Error('the .NET SDK (`dotnet`) is not installed; it gets the Bicep CLI from NuGet');
  const framework = `net${dotnet.stdout.trim().split('.')[0]}.0`;
  const cache = cacheDirectory();
  mkdirSync(cache, { recursive: true });
  const project = mkdtempSync(join(tmpdir(), 'bicep-'));
  try {
    // Only a download: nothing is built.
    writeFileSync(
      join(project, 'bicep.csproj'),
      `<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup><TargetFramework>${framework}</TargetFramework></PropertyGroup>
  <ItemGroup><PackageDownload Include="${name}" Version="[${bicepVersion}]" /></ItemGroup>
</Project>
`,
    );
    const restore = spawnSync('dotnet', ['restore', 'bicep.csproj', '--packages', cache], {
      cwd: project,
      encoding: 'utf8',
      env: { ...process.env, DOTNET_CLI_TELEMETRY_OPTOUT: '1', DOTNET_NOLOGO: '1' },
    });
    const path = findBicep();
    if (restore.status === 0 && path !== undefined) return path;
    const reason = `${restore.stdout}\n${restore.stderr}`.split('\n').find((line) => /error/i.test(line));
    throw new Error(`NuGet did not give ${name} ${bicepVersion}: ${reason?.trim() ?? 'no reason given'}`);
  } finally {
    rmSync(project, { recursive: true, force: true });
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  try {
    console.log(restoreBicep());
  } catch (error) {
    console.error(`The Bicep CLI cannot be restored: ${error.message}.`);
    process.exitCode = 1;
  }
}
