import type { OtherExtensions } from '../../../server/src/protocol.js';
import type { Session } from '../language-client/session.js';
import { extensions } from 'vscode';
import type { Disposable } from 'vscode';

/** The extensions that are there and answer as well, so that no answer comes twice. */
export function otherExtensions(): OtherExtensions {
  return {
    bicep: extensions.getExtension('ms-azuretools.vscode-bicep') !== undefined,
    armTools: extensions.getExtension('msazurermtools.azurerm-vscode-tools') !== undefined,
  };
}

/** Tells the server whenever one of them comes or goes. */
export function followOtherExtensions(session: Session): Disposable {
  return extensions.onDidChange(() => {
    void session.tell('otherExtensions', otherExtensions());
  });
}
