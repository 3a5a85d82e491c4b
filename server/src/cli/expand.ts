/** `expand`: the resources that a template would create, after evaluation. */
import { predictTemplate, templateOfParameters } from '../analysis.js';
import type { KnownPlace } from '../evaluation/places.js';
import type { PredictedResource } from '../prediction/predict.js';
import { isFolder } from './checked-files.js';
import type { ExitStatus } from './exit-status.js';
import { exitStatus } from './exit-status.js';
import { incompleteReach } from './inventory.js';
import { oneOf, readOptions } from './options.js';
import { statusText } from './report.js';
import type { FileStatus } from './report.js';
import { openSources, readableParameters } from './sources.js';
import type { Sources } from './sources.js';
import type { Terminal } from './terminal.js';
import { UsageError } from './usage-error.js';
import { writeJson } from './writers/json.js';

interface ExpandedFile {
  readonly path: string;
  readonly status: FileStatus;
  readonly reason?: string;
  readonly resources: readonly PredictedResource[];
  readonly diagnostics: readonly string[];
}

export function expand(args: readonly string[], terminal: Terminal): ExitStatus {
  const text = { type: 'string' } as const;
  const { values, positionals } = readOptions(args, {
    ...{ format: text, parameters: text, 'tenant-id': text, 'subscription-id': text, 'management-group-id': text },
    ...{ 'resource-group': text, location: text, 'deployment-name': text },
  });
  oneOf('format', values.format, ['json']);
  const [file, ...more] = positionals;
  if (file === undefined) throw new UsageError('expand needs a file');
  if (more.length > 0) throw new UsageError('expand takes one file');
  const sources = openSources(terminal.workingDirectory);
  const parameters = readableParameters(sources, values.parameters);
  const path = sources.absolute(file);
  if (isFolder(path)) throw new UsageError(`'${sources.shown(path)}' is a folder, and expand takes a file`);

  const place = placeOf(values);
  const expanded = expandedFile(sources, path, parameters, place);
  terminal.answer(writeJson({ schemaVersion: 1, files: [expanded] }));
  for (const diagnostic of expanded.diagnostics) terminal.say(diagnostic);
  if (expanded.status === 'analysed') return exitStatus.clean;
  terminal.say(`${expanded.path}: ${statusText[expanded.status]}: ${expanded.reason ?? ''}`);
  return exitStatus.incomplete;
}

type PlaceOptions = Readonly<Partial<Record<string, string | boolean | (string | boolean)[]>>>;

/** An option that is not given, or empty, is not known. */
function placeOf(values: PlaceOptions): KnownPlace {
  const names: Readonly<Record<keyof KnownPlace, string>> = {
    tenantId: 'tenant-id',
    subscriptionId: 'subscription-id',
    managementGroupId: 'management-group-id',
    resourceGroup: 'resource-group',
    location: 'location',
    deploymentName: 'deployment-name',
  };
  const known = Object.entries(names).flatMap(([name, option]): [string, string][] => {
    const value = values[option];
    return typeof value === 'string' && value !== '' ? [[name, value]] : [];
  });
  return Object.fromEntries(known);
}

function expandedFile(sources: Sources, path: string, parameters: string | undefined, place: KnownPlace): ExpandedFile {
  const { disk, project, shown } = sources;
  const without = (status: FileStatus, reason: string): ExpandedFile => {
    return { path: shown(path), status, reason, resources: [], diagnostics: [] };
  };
  const read = disk.read(path);
  if (read.kind === 'missing') return without('failed', 'there is no such file');
  if (read.kind === 'unreadable') return without('failed', read.reason);
  const file = project.file(path);
  if (file === undefined || file.kind === 'other') return without('notATemplate', file?.reason ?? '');
  if (file.kind === 'parameters') return without('notATemplate', 'it is a parameter file');
  const template = file.kind === 'bicepparam' ? templateOfParameters(project, file) : file;
  if (template === undefined) return without('failed', 'the template that it is for cannot be read');
  const { resources, diagnostics, limit } = predictTemplate(
    project,
    template,
    file === template ? parameters : path,
    place,
  );
  const reason = file.incomplete ?? limit ?? incompleteReach(sources, path);
  const status = reason === undefined ? { status: 'analysed' as const } : { status: 'partial' as const, reason };
  return { path: shown(path), ...status, resources, diagnostics };
}
