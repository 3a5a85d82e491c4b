/** Every snippet in a template with what it needs, in both languages, with its defaults and with each of its choices. */
import { snippetsOf } from '../../../../server/src/features/completion/snippet-sources.js';
import { parseSnippet } from '../../../../server/src/features/completion/snippet-text.js';
import { withSnippet } from './inserted.js';
import type { Choose } from './inserted.js';

/** The snippets that make a template of one's own together with it, in the order in which they are put in. */
const companions: Readonly<Record<string, readonly string[]>> = {
  'enc-vault': [],
  'enc-vault-policies': [],
  'enc-key': ['enc-vault'],
  'enc-des': ['enc-vault', 'enc-key'],
  'enc-des-double': ['enc-vault', 'enc-key'],
  'enc-key-confidential': ['enc-vault'],
  'enc-des-confidential': ['enc-vault', 'enc-key-confidential'],
  'enc-grant-orchestrator': ['enc-vault'],
  'enc-grant-role': ['enc-vault', 'enc-key', 'enc-des'],
  'enc-grant-policy': ['enc-vault-policies', 'enc-key', 'enc-des'],
  'enc-disk': ['enc-vault', 'enc-key', 'enc-des', 'enc-grant-role'],
  'enc-snapshot': ['enc-vault', 'enc-key', 'enc-des', 'enc-grant-role', 'enc-disk'],
  'enc-vm': [],
  'enc-vm-des': ['enc-vault', 'enc-key', 'enc-des', 'enc-grant-role'],
  'enc-vmss': [],
  'enc-vmss-des': ['enc-vault-policies', 'enc-key', 'enc-des-double', 'enc-grant-policy'],
  'enc-vm-confidential': [
    ...['enc-vault', 'enc-key-confidential', 'enc-des-confidential', 'enc-grant-role', 'enc-grant-orchestrator'],
  ],
  'enc-aks': ['enc-vault', 'enc-key', 'enc-des', 'enc-grant-role'],
  'enc-aks-pool': ['enc-vault', 'enc-key', 'enc-des', 'enc-grant-role', 'enc-aks'],
};

/** What comes behind it where it is no use alone: a set without a grant is a finding of its own. */
const followers: Readonly<Record<string, readonly string[]>> = {
  'enc-des': ['enc-grant-role'],
  'enc-des-double': ['enc-grant-role'],
  'enc-des-confidential': ['enc-grant-role'],
};

export type Form = 'bicep' | 'json' | 'json with symbolic names';

const empty: Readonly<Record<Form, string>> = {
  bicep: '|',
  json: template('', '[\n    |\n  ]'),
  'json with symbolic names': template('\n  "languageVersion": "2.0",', '{\n    |\n  }'),
};

function template(version: string, resources: string): string {
  return `{
  "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",${version}
  "contentVersion": "1.0.0.0",
  "resources": ${resources}
}
`;
}

export interface SnippetCase {
  readonly title: string;
  readonly form: Form;
  readonly prefix: string;
  readonly text: string;
}

export function snippetCases(): SnippetCase[] {
  return (['bicep', 'json', 'json with symbolic names'] as const).flatMap((form) => {
    const language = form === 'bicep' ? 'bicep' : 'arm';
    return snippetsOf(language).flatMap(([, { prefix, body }]) => {
      const stops = parseSnippet(body.join('\n')).flatMap((piece) =>
        piece.kind === 'stop' && piece.choices.length > 1 ? piece.choices.slice(1) : [],
      );
      return [undefined, ...stops].map((choice) => ({
        title: `${prefix} in ${form}${choice === undefined ? '' : `, ${choice}`}`,
        form,
        prefix,
        text: together(form, prefix, choice),
      }));
    });
  });
}

/** A template of the snippet and its companions; every stop has its default, but the one that offers `choice`. */
function together(form: Form, prefix: string, choice: string | undefined): string {
  const language = form === 'bicep' ? 'bicep' : 'arm';
  // A disk of double encryption needs a set of double encryption.
  const isDouble = choice === 'EncryptionAtRestWithPlatformAndCustomerKeys';
  const before = (companions[prefix] ?? []).map((one) => (isDouble && one === 'enc-des' ? 'enc-des-double' : one));
  let text = empty[form];
  for (const one of [...before, prefix, ...(followers[prefix] ?? [])]) {
    const choose: Choose = (_number, choices) =>
      one === prefix && choice !== undefined ? choices.find((value) => value === choice) : undefined;
    text = withSnippet(language, marked(text, form), one, choose);
  }
  return text;
}

/** The mark of the place of the next resource. */
function marked(text: string, form: Form): string {
  if (text.includes('|') && !text.includes('resource ')) {
    if (/^\s*\|/m.test(text)) return text;
  }
  if (form === 'bicep') return `${text}\n\n|`;
  const end = text.lastIndexOf(form === 'json' ? ']' : '}', text.lastIndexOf('}') - 1);
  const at = text.lastIndexOf('}', end - 1) + 1;
  return `${text.slice(0, at)}\n    |${text.slice(at)}`;
}
