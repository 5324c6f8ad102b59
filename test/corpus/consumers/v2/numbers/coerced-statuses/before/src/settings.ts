export const SETTINGS = {
  name: 'settings-driven',
  sessionLostStatus: '404',
} as const;
