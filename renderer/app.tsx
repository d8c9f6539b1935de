import { MantineProvider } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { Notifications } from '@mantine/notifications';
import { QueryClientProvider } from '@tanstack/react-query';
import { type ReactNode, useDeferredValue, useEffect, useState } from 'react';
import { ErrorBoundary } from './components/error-boundary.tsx';
import { ErrorNote } from './components/error-note.tsx';
import { Frame } from './components/frame.tsx';
import { pageNonce } from './lib/nonce.ts';
import { ConnectionsPage } from './pages/connections/connections-page.tsx';
import { HelpPage } from './pages/help-page.tsx';
import { HistoryPage } from './pages/history-page.tsx';
import { PracticePage } from './pages/practice-page.tsx';
import { SettingsPage } from './pages/settings-page.tsx';
import { TemplatesPage } from './pages/templates-page.tsx';
import { WelcomePage } from './pages/welcome-page.tsx';
import { useKeepPlace, useMainEvents } from './state/events.ts';
import { queryClient, useSettings } from './state/queries.ts';
import { useWork } from './state/work.ts';
import { AudienceStep } from './steps/audience/audience-step.tsx';
import { DropTarget } from './steps/audience/drop-target.tsx';
import { CheckStep } from './steps/check/check-step.tsx';
import { MappingStep } from './steps/mapping/mapping-step.tsx';
import { InterruptedBanner } from './steps/push/interrupted-banner.tsx';
import { PushStep } from './steps/push/push-step.tsx';
import { ResultStep } from './steps/result/result-step.tsx';
import { theme } from './theme/theme.ts';

/** The whole window. */
export function App() {
  return (
    <QueryClientProvider client={queryClient}>
      <Themed>
        <Notifications position="bottom-center" autoClose={4000} limit={3} />
        <Started />
      </Themed>
    </QueryClientProvider>
  );
}

/** Mantine must not keep the colour scheme anywhere of its own: it is one of our settings. */
const noStorage = {
  get: <T,>(initial: T): T => initial,
  set: () => undefined,
  subscribe: () => undefined,
  unsubscribe: () => undefined,
  clear: () => undefined,
};

function Themed({ children }: { readonly children: ReactNode }) {
  const chosen = useSettings().data?.theme ?? 'system';
  const systemIsDark = useMediaQuery('(prefers-color-scheme: dark)', undefined, {
    getInitialValueInEffect: false,
  });
  const scheme = chosen === 'system' ? (systemIsDark ? 'dark' : 'light') : chosen;
  return (
    <MantineProvider
      theme={theme}
      forceColorScheme={scheme}
      colorSchemeManager={noStorage}
      getStyleNonce={pageNonce}
    >
      {children}
    </MantineProvider>
  );
}

/** Shows nothing until the settings are known, then the welcome or the work where it was left. */
function Started() {
  const settings = useSettings();
  const [restored, setRestored] = useState(false);
  useEffect(() => {
    if (!settings.data || restored) return;
    useWork.getState().restore(settings.data.current);
    setRestored(true);
  }, [settings.data, restored]);

  if (settings.error) return <ErrorNote error={settings.error} onRetry={() => void settings.refetch()} />;
  if (!settings.data || !restored) return null;
  return <Running welcomed={settings.data.welcomed} />;
}

function Running({ welcomed }: { readonly welcomed: boolean }) {
  useMainEvents();
  useKeepPlace();
  const page = useWork((work) => work.page);
  const step = useWork((work) => work.step);
  const audienceId = useWork((work) => work.audienceId);
  if (!welcomed) return <WelcomePage />;
  return (
    <DropTarget>
      <Frame banner={<InterruptedBanner />}>
        <ErrorBoundary resetKey={`${page}/${step}/${audienceId}`}>
          <Place />
        </ErrorBoundary>
      </Frame>
    </DropTarget>
  );
}

/** What was clicked; drawn a moment later in small slices, so that the click itself is answered at once. */
function Place() {
  const page = useDeferredValue(useWork((work) => work.page));
  const step = useDeferredValue(useWork((work) => work.step));
  // Another audience begins every step anew: nothing of the one before stays in a component.
  const audienceId = useDeferredValue(useWork((work) => work.audienceId)) ?? 'none';
  switch (page) {
    case 'history':
      return <HistoryPage />;
    case 'templates':
      return <TemplatesPage />;
    case 'connections':
      return <ConnectionsPage />;
    case 'practice':
      return <PracticePage />;
    case 'settings':
      return <SettingsPage />;
    case 'help':
      return <HelpPage />;
    case 'push':
      break;
  }
  switch (step) {
    case 'audience':
      return <AudienceStep key={audienceId} />;
    case 'mapping':
      return <MappingStep key={audienceId} />;
    case 'check':
      return <CheckStep key={audienceId} />;
    case 'push':
      return <PushStep key={audienceId} />;
    case 'result':
      return <ResultStep key={audienceId} />;
  }
}
