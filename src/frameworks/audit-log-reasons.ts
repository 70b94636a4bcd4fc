const noLog = ['not-enabled', 'goes-nowhere'];

/** The reasons of `audit/api-audit-log` by what they say of a log: that there is none, or beside that, that it leaves something out. */
export const auditLogReasons = {
  noLog,
  leavesOut: [
    ...noLog,
    'secrets-unlogged',
    'sessions-unlogged',
    'access-unlogged',
    'tokens-unlogged',
    'writes-unlogged',
    'refused-unlogged',
  ],
};
