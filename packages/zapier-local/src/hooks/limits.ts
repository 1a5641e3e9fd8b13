/** Zapier's limits for webhooks: https://docs.zapier.com/platform/build/hook-trigger */
export const LIMITS = { bytes: 10 * 1024 * 1024, perSecond: 30, perFiveMinutes: 10_000 } as const;
