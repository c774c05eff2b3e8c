/** Voices an agent can speak with. */
export const VOICES = [
  'aoede',
  'autonoe',
  'callirrhoe',
  'kore',
  'leda',
  'zephyr',
  'charon',
  'enceladus',
  'fenrir',
  'lapetus',
  'orus',
  'puck',
  'umbriel',
] as const;
export type Voice = (typeof VOICES)[number];
