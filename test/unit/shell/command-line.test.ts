import { describe, expect, it } from 'vitest';
import { commandLineIn } from '../../../electron/shell/command-line.ts';

describe('the command line of the app', () => {
  it('is found after the executable of an installed app', () => {
    expect(commandLineIn(['/opt/app/audience-push', 'check', 'a.csv'], true)).toEqual(['check', 'a.csv']);
  });

  it('is found after the script elsewhere', () => {
    expect(commandLineIn(['electron', '.', 'runs', '--json'], false)).toEqual(['runs', '--json']);
  });

  it.each([
    ['nothing is said', ['/opt/app/audience-push']],
    ['a file is opened with the app', ['/opt/app/audience-push', '/home/ann/spring.csv']],
    ['the system adds switches of its own', ['/opt/app/audience-push', '--enable-features=X']],
  ])('is none where %s: the window opens', (_why, argv) => {
    expect(commandLineIn(argv, true)).toBeNull();
  });
});
