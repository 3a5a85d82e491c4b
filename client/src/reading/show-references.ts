import type { HangingOnParams } from '../../../server/src/protocol.js';
import type { Session } from '../language-client/session.js';
import { commands, l10n, Location, Position, Range, Uri, window } from 'vscode';
import type { Disposable } from 'vscode';

/** What the server answers: locations of the protocol. */
interface FoundLocation {
  readonly uri: string;
  readonly range: { readonly start: PlainPosition; readonly end: PlainPosition };
}
type PlainPosition = HangingOnParams['position'];

/** The command of the lenses above sets, keys and vaults: peeks at all that hangs on what is declared there. */
export function registerShowReferences(session: Session): Disposable {
  return commands.registerCommand('encryptionLens.showReferences', async (at: HangingOnParams) => {
    const found = (await session.ask<HangingOnParams, FoundLocation[]>('hangingOn', at)) ?? [];
    if (found.length === 0) {
      await window.showInformationMessage(l10n.t('Nothing in the template uses it.'));
      return;
    }
    const locations = found.map(({ uri, range }) => {
      return new Location(Uri.parse(uri, true), new Range(position(range.start), position(range.end)));
    });
    await commands.executeCommand(
      'editor.action.showReferences',
      Uri.parse(at.uri, true),
      position(at.position),
      locations,
    );
  });
}

function position({ line, character }: PlainPosition): Position {
  return new Position(line, character);
}
