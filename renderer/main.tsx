import { setNonce } from 'get-nonce';
import { createRoot } from 'react-dom/client';
import { App } from './app.tsx';
import { startI18n } from './i18n.ts';
import { pageNonce } from './lib/nonce.ts';
import './theme/global.css';

// The scroll lock of dialogs writes a style element: it needs the page's nonce before the first dialog opens.
setNonce(pageNonce());
startI18n();

// Until the settings are known the window follows the system; without an inline script nothing flashes.
const dark = window.matchMedia('(prefers-color-scheme: dark)').matches;
document.documentElement.setAttribute('data-mantine-color-scheme', dark ? 'dark' : 'light');

const root = document.getElementById('root');
if (root) createRoot(root).render(<App />);
