/** Whether a person or a test is in front of the stand-in. */

/** Tests start the stand-in as a child process with a channel; through it they answer dialogs. */
export const forTests = process.send !== undefined;

/** A person needs a window that can be seen and dialogs that can be answered. */
export const forPeople = !forTests;

const hasDisplay =
  process.platform !== 'linux' || Boolean(process.env.DISPLAY) || Boolean(process.env.WAYLAND_DISPLAY);

/** Tests run without a window unless `HEADED=1` asks for one. */
export const headless = !hasDisplay || (forTests && process.env.HEADED !== '1');
