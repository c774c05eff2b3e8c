import { LIMITS } from '@orbisvoice/shared-dto/values';

/** What the pages before log-in say. */
export const S = {
  tagline: 'A voice for your website that answers, books and never sleeps.',
  email: 'E-mail address',
  password: 'Password',
  newPassword: 'New password',
  passwordHint: `At least ${LIMITS.passwordMin} characters. A short sentence works well.`,
  name: 'Your name',
  toLogIn: 'Log in',
  toSignUp: 'Create an account',
  logIn: {
    heading: 'Log in',
    submit: 'Log in',
    forgot: 'Forgot your password?',
    noAccount: 'New to OrbisVoice?',
    ended: 'Your session has ended. Log in to go on where you were.',
    unreachable: 'You are logged out in this browser. The server could not be reached, so the session ends there a little later.',
    passwordChanged: 'Your new password is set. Log in with it.',
  },
  signUp: {
    heading: 'Create your account',
    text: 'Free up to 100 conversations a month. No card needed.',
    company: 'Company',
    companyHint: 'Your workspace gets this name.',
    submit: 'Create account',
    hasAccount: 'Already have an account?',
    referred: (code: string) => `You were invited with the code ${code}.`,
  },
  checkMail: {
    heading: 'Check your mail',
    text: (email: string) => `We have sent a link to ${email}. Open it to confirm your address.`,
    textPlain: 'We have sent you a link. Open it to confirm your address.',
    hint: 'Nothing there? Look in the spam folder, or log in: we then send the link again.',
  },
  verify: {
    heading: 'Confirming your address',
    working: 'One moment…',
    failed: 'This link did not work',
    again: 'Log in with your password and we send you a new link.',
  },
  forgot: {
    heading: 'Reset your password',
    text: 'Tell us your address and we send you a link to choose a new one.',
    submit: 'Send the link',
    sentHeading: 'Check your mail',
    sent: (email: string) => `If there is an account for ${email}, a link is on its way. It works for a short time and once.`,
  },
  reset: {
    heading: 'Choose a new password',
    submit: 'Set password',
    missing: 'This address lacks its token. Open the link from the mail once more, or ask for a new one.',
    askAgain: 'Ask for a new link',
  },
  accept: {
    heading: 'Join your team',
    text: 'Somebody has invited you to a workspace on OrbisVoice.',
    submit: 'Join workspace',
    missing: 'This address lacks its token. Open the link from the invitation once more.',
  },
} as const;
