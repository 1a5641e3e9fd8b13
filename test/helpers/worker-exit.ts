// The runner of jest ends its processes with a signal. Handlers of `exit` remove temporary files.
process.once('SIGTERM', () => process.exit(1));

// Jest has ended early, so nothing would end this process.
process.once('disconnect', () => process.exit(1));
