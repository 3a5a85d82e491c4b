import { l10n, QuickInputButtons, QuickPickItemKind, ThemeIcon, window } from 'vscode';
import type { Disposable, QuickInput, QuickPickItem } from 'vscode';

/** What one step of several gives: what was chosen, or that the person goes back, or leaves. */
export type Answer<T> = { readonly chosen: T } | 'back' | 'cancelled';

/** Where a step stands among the others. */
export interface Position {
  readonly title: string;
  /** From 1. */
  readonly step: number;
  readonly totalSteps: number;
}

/** Something to choose. */
export interface Option<T> {
  readonly value: T;
  readonly label: string;
  readonly icon?: string;
  readonly description?: string;
  readonly detail?: string;
  /** Why it cannot be chosen: it is shown all the same, and choosing it says so and stays. */
  readonly refused?: string;
  /** The heading above it and those that follow. */
  readonly group?: string;
}

interface Item<T> extends QuickPickItem {
  readonly option?: Option<T>;
}

/** The step that is on the screen, for the tests of this project: VS Code tells nobody what a quick input shows. */
export interface ShownStep extends Position {
  readonly placeholder: string;
  /** Of a list: what can be chosen. */
  readonly labels: readonly string[];
  readonly active: string | undefined;
}

let shown: (() => ShownStep) | undefined;

export function shownStep(): ShownStep | undefined {
  return shown?.();
}

/** Lets a person choose one of several. `explanation`: what is said instead of `placeholder` until something is chosen. */
export function pick<T>(
  position: Position,
  placeholder: string,
  options: readonly Option<T>[],
  chosen?: (value: T) => boolean,
  explanation?: string,
): Promise<Answer<T>> {
  const input = window.createQuickPick<Item<T>>();
  input.placeholder = explanation ?? placeholder;
  input.matchOnDescription = true;
  input.matchOnDetail = true;
  input.items = itemsOf(options);
  const active =
    input.items.find(({ option }) => option !== undefined && chosen?.(option.value) === true) ??
    input.items.find(({ option }) => option !== undefined && option.refused === undefined);
  if (active !== undefined) input.activeItems = [active];
  const described = (): ShownStep => ({
    ...position,
    placeholder: input.placeholder ?? '',
    labels: input.items.filter(({ option }) => option !== undefined).map(({ label }) => label),
    active: input.activeItems[0]?.label,
  });
  return answerOf<T>(input, position, described, (choose) => [
    input.onDidTriggerButton((button) => {
      if (button === QuickInputButtons.Back) choose('back');
    }),
    input.onDidAccept(() => {
      const option = input.selectedItems[0]?.option;
      if (option === undefined) return;
      if (option.refused === undefined) {
        choose({ chosen: option.value });
        return;
      }
      // The text that was typed would hide the reason.
      input.value = '';
      input.placeholder = option.refused;
      input.items = itemsOf(options);
      input.activeItems = input.items.filter((item) => item.option === option);
    }),
  ]);
}

function itemsOf<T>(options: readonly Option<T>[]): Item<T>[] {
  return options.flatMap((option): Item<T>[] => {
    const { label, icon, description, detail, refused, group } = option;
    const shown = refused === undefined ? icon : 'circle-slash';
    return [
      ...(group === undefined ? [] : [{ label: group, kind: QuickPickItemKind.Separator }]),
      {
        option,
        label,
        ...(shown === undefined ? {} : { iconPath: new ThemeIcon(shown) }),
        ...(refused === undefined
          ? { ...(description === undefined ? {} : { description }), ...(detail === undefined ? {} : { detail }) }
          : { description: l10n.t('not possible'), detail: refused }),
      },
    ];
  });
}

/** Lets a person type a text; `problem` says what is wrong with it. */
export function type(
  position: Position,
  prompt: string,
  placeholder: string,
  value: string,
  problem: (value: string) => string | undefined,
): Promise<Answer<string>> {
  const input = window.createInputBox();
  input.prompt = prompt;
  input.placeholder = placeholder;
  input.value = value;
  const described = (): ShownStep => ({ ...position, placeholder: input.prompt ?? '', labels: [], active: undefined });
  return answerOf<string>(input, position, described, (choose) => [
    input.onDidTriggerButton((button) => {
      if (button === QuickInputButtons.Back) choose('back');
    }),
    input.onDidChangeValue((text) => {
      // While it is typed it is not complete; what was found wrong goes once it is right.
      if (problem(text.trim()) === undefined) input.validationMessage = undefined;
    }),
    input.onDidAccept(() => {
      const text = input.value.trim();
      const wrong = problem(text);
      if (wrong === undefined) choose({ chosen: text });
      else input.validationMessage = wrong;
    }),
  ]);
}

/** Shows an input until there is an answer. */
function answerOf<T>(
  input: QuickInput & { buttons: unknown },
  { title, step, totalSteps }: Position,
  described: () => ShownStep,
  listen: (choose: (answer: Answer<T>) => void) => Disposable[],
): Promise<Answer<T>> {
  input.title = title;
  input.step = step;
  input.totalSteps = totalSteps;
  input.buttons = step > 1 ? [QuickInputButtons.Back] : [];
  // A look at the template while one thinks must not throw away what was chosen.
  input.ignoreFocusOut = true;
  return new Promise((resolve) => {
    const disposables: Disposable[] = [];
    let isAnswered = false;
    const choose = (answer: Answer<T>): void => {
      if (isAnswered) return;
      isAnswered = true;
      if (shown === described) shown = undefined;
      for (const one of disposables) one.dispose();
      input.dispose();
      resolve(answer);
    };
    disposables.push(
      ...listen(choose),
      input.onDidHide(() => {
        choose('cancelled');
      }),
    );
    input.show();
    shown = described;
  });
}
