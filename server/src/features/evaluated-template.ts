/** The evaluated template: the resources that a template would create, as a text that people read. */
import { createDeployment } from '../evaluation/create-deployment.js';
import { predict } from '../prediction/predict.js';
import type { Prediction } from '../prediction/predict.js';
import type { EvaluatedTemplateResult } from '../protocol.js';
import type { CheckedFile } from '../workspace/checker.js';

/** One way in which the template is deployed. */
interface Way {
  readonly parameterFile: string | undefined;
  readonly prediction: Prediction;
}

/** The text for a template or for a parameter file that names one; null where the file is neither. */
export function evaluatedTemplate(checked: CheckedFile): EvaluatedTemplateResult | null {
  const ways = waysOf(checked);
  return ways === undefined ? null : { text: textOf(ways) };
}

function waysOf({ path, file, analyses }: CheckedFile): Way[] | undefined {
  const own = analyses.filter(({ root, parameterFile }) => root.template.file === path || parameterFile === path);
  if (own.length > 0) {
    return own.map(({ parameterFile, prediction }) => ({ parameterFile, prediction: prediction() }));
  }
  if (file?.kind !== 'arm' && file?.kind !== 'bicep') return undefined;
  // A module that others call: shown with its defaults, its parameters without one as expressions.
  const [caller] = analyses;
  const options = { predicted: true, ...(caller === undefined ? {} : { loader: caller.root.root.loader }) };
  return [{ parameterFile: undefined, prediction: predict(createDeployment(file.template, options)) }];
}

/** The resources as an array; of several parameter files by the file's name. */
function textOf(ways: readonly Way[]): string {
  const notes = ways.flatMap(({ prediction: { diagnostics, limit } }) => [
    ...diagnostics,
    ...(limit === undefined ? [] : [`Not all is shown: ${limit}.`]),
  ]);
  const [first] = ways;
  const names = ways.map(({ parameterFile }) => parameterFile?.split('/').pop());
  const lines = [
    ...(ways.length === 1 && names[0] !== undefined ? [`Parameters: ${names[0]}`] : []),
    ...new Set(notes),
  ].map((note) => `// ${note.replace(/\s+/g, ' ')}\n`);
  const value =
    ways.length === 1
      ? first?.prediction.resources
      : Object.fromEntries(ways.map(({ prediction }, at) => [names[at] ?? 'defaults', prediction.resources]));
  return `${lines.join('')}${JSON.stringify(value, undefined, 2)}\n`;
}
