import type { ProblemCounts } from '../../../server/src/protocol/key-hierarchy.js';
import { problemsText } from './item-text.js';
import { FileDecoration, ThemeColor, Uri, window } from 'vscode';
import type { Disposable } from 'vscode';

const scheme = 'encryption-lens-problems';

/**
 * Problems of an item, as the Explorer shows those of a file: a colour and a number, or a dot where they are further down. All of it is
 * in the address, so that another number is another address and nobody has to be told.
 */
export function problemUri(own: number, { errors, warnings, informations }: ProblemCounts): Uri {
  return Uri.from({ scheme, path: '/', query: [own, errors, warnings, informations].join(',') });
}

export function registerProblemDecorations(): Disposable {
  return window.registerFileDecorationProvider({
    provideFileDecoration(uri) {
      if (uri.scheme !== scheme) return undefined;
      const [own = 0, errors = 0, warnings = 0, informations = 0] = uri.query.split(',').map(Number);
      const badge = own === 0 ? '●' : own > 9 ? '9+' : String(own);
      const text = problemsText({ errors, warnings, informations });
      return new FileDecoration(badge, text, colorOf(errors, warnings));
    },
  });
}

function colorOf(errors: number, warnings: number): ThemeColor | undefined {
  if (errors > 0) return new ThemeColor('list.errorForeground');
  return warnings > 0 ? new ThemeColor('list.warningForeground') : undefined;
}
