/** Fills the index of a workspace in the background: bounded, and it can be stopped. */
import { Breath } from './breathe.js';
import { canonicalUri } from './uris.js';
import type { FileAccess } from './file-access.js';
import type { FileTexts } from './file-texts.js';
import type { TemplateIndex } from './template-index.js';

/** Files by their ending; most of the JSON ones are no templates. */
const MOST_CANDIDATES = 20_000;
const MOST_TEMPLATES = 5_000;
/** Reads at a time. */
const WIDTH = 8;

export interface Indexed {
  /** There were more files than are looked at. */
  readonly truncated: boolean;
  readonly templates: number;
}

/** Looks at the files of the folders. Open documents are in the index already, and stay as they are. */
export async function indexFolders(
  folders: readonly string[],
  access: FileAccess,
  texts: FileTexts,
  index: TemplateIndex,
  isCancelled: () => boolean,
): Promise<Indexed> {
  const candidates: string[] = [];
  for (const folder of folders) {
    const found = await access.find(folder, MOST_CANDIDATES - candidates.length, isCancelled);
    candidates.push(...found.map(canonicalUri));
  }
  const queue = candidates.values();
  let templates = 0;
  const work = async (): Promise<void> => {
    const breath = new Breath();
    for (const path of queue) {
      if (isCancelled() || templates >= MOST_TEMPLATES) return;
      if (!texts.isOpen(path)) {
        const stamp = texts.stampOf(path);
        const text = await access.read(path);
        if (isCancelled()) return;
        // Opened or changed in the meantime: then the index has it, or gets it, from there.
        if (!texts.isOpen(path) && texts.stampOf(path) === stamp) index.update(path, text);
      }
      if (index.has(path)) templates++;
      await breath.take();
    }
  };
  await Promise.all(Array.from({ length: WIDTH }, work));
  return { truncated: candidates.length >= MOST_CANDIDATES || templates >= MOST_TEMPLATES, templates };
}
