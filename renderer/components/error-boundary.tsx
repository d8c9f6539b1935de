import { Button } from '@mantine/core';
import { Component, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorNote } from './error-note.tsx';

interface Props {
  readonly children: ReactNode;
  /** Another value (the page that is open) gives the children a new chance. */
  readonly resetKey: string;
}

interface State {
  readonly thrown: unknown;
  readonly resetKey: string;
}

/** Catches what a part of the window throws, so that the rest of it stays usable. */
export class ErrorBoundary extends Component<Props, State> {
  override state: State = { thrown: null, resetKey: this.props.resetKey };

  static getDerivedStateFromError(thrown: unknown): Partial<State> {
    return { thrown };
  }

  static getDerivedStateFromProps(props: Props, state: State): Partial<State> | null {
    return props.resetKey === state.resetKey ? null : { thrown: null, resetKey: props.resetKey };
  }

  override render(): ReactNode {
    if (this.state.thrown === null) return this.props.children;
    return <Broken thrown={this.state.thrown} onRetry={() => this.setState({ thrown: null })} />;
  }
}

function Broken({ thrown, onRetry }: { readonly thrown: unknown; readonly onRetry: () => void }) {
  const { t } = useTranslation();
  return (
    <div style={{ padding: 32, maxWidth: 640 }}>
      <ErrorNote
        error={thrown}
        onRetry={onRetry}
        actions={
          <Button size="xs" variant="default" onClick={() => window.location.reload()}>
            {t('common.reload')}
          </Button>
        }
      />
    </div>
  );
}
