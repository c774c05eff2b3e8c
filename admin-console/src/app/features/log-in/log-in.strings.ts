/** Words of the log-in. */
export const LOG_IN = {
  title: 'Log in',
  heading: 'Staff console',
  text: 'For people who run OrbisVoice. Everything you do here is recorded.',
  email: 'E-mail address',
  password: 'Password',
  show: 'Show password',
  submit: 'Log in',
  ended: 'Your session has ended. Log in to go on where you were.',
  portal: 'Looking for your workspace? Go to the customer portal',
} as const;
