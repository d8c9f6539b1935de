/**
 * Panels that the stand-in shows in the page for a person, where Electron would show a dialog of the system. They are
 * made with the DOM and CSSOM only, which the page's policy allows.
 */
import type { Page } from 'playwright-core';
import { deliveryKey } from './page-side.ts';

/** Opens the browser's file picker. Gives the token of the picked file's copy, or null. */
export async function pickFile(page: Page, extensions: readonly string[]): Promise<string | null> {
  return page.evaluate(
    ([key, accept]) =>
      new Promise<string | null>((resolve, reject) => {
        const input = document.createElement('input');
        input.type = 'file';
        input.accept = accept;
        // In the document, so that it lives as long as the picker is open.
        input.hidden = true;
        document.body.append(input);
        input.addEventListener('cancel', () => {
          input.remove();
          resolve(null);
        });
        input.addEventListener('change', () => {
          input.remove();
          const file = input.files?.[0];
          const scope = window as unknown as Record<symbol, (file: File) => Promise<string>>;
          const toPath = scope[Symbol.for(`${key}-path`)];
          if (!file || !toPath) resolve(null);
          else toPath(file).then(resolve, reject);
        });
        input.click();
      }),
    [deliveryKey, extensions.map((extension) => `.${extension}`).join(',')] as const,
  );
}

/** Asks for a path in a text field. Null where the panel was closed. */
export const askForPath = (page: Page, title: string, suggestion: string): Promise<string | null> =>
  panel(page, { title, detail: '', field: suggestion, buttons: ['Save', 'Cancel'] }).then((answer) =>
    answer.button === 0 && answer.text !== '' ? answer.text : null,
  );

/** Shows a question. Gives the number of the button; closing the panel is the last one. */
export const askWithButtons = (
  page: Page,
  title: string,
  detail: string,
  buttons: readonly string[],
): Promise<number> => panel(page, { title, detail, field: null, buttons }).then((answer) => answer.button);

interface Panel {
  readonly title: string;
  readonly detail: string;
  readonly field: string | null;
  readonly buttons: readonly string[];
}

function panel(page: Page, content: Panel): Promise<{ button: number; text: string }> {
  return page.evaluate(
    ({ title, detail, field, buttons }) =>
      new Promise<{ button: number; text: string }>((resolve) => {
        const element = document.createElement('dialog');
        Object.assign(element.style, { padding: '24px', maxWidth: '32rem', font: '15px system-ui' });
        const heading = document.createElement('h2');
        heading.textContent = title;
        const text = document.createElement('p');
        text.textContent = detail;
        const input = document.createElement('input');
        input.value = field ?? '';
        input.ariaLabel = title;
        Object.assign(input.style, { width: '100%', margin: '0 0 16px', padding: '6px' });
        const close = (button: number): void => {
          element.remove();
          resolve({ button, text: input.value.trim() });
        };
        element.append(heading, ...(detail === '' ? [] : [text]), ...(field === null ? [] : [input]));
        for (const [index, label] of buttons.entries()) {
          const button = document.createElement('button');
          button.textContent = label;
          Object.assign(button.style, { padding: '6px 14px', marginRight: '8px' });
          button.addEventListener('click', () => close(index));
          element.append(button);
        }
        element.addEventListener('cancel', () => close(buttons.length - 1));
        document.body.append(element);
        element.showModal();
      }),
    content,
  );
}
