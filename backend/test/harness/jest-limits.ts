// Whole requests against a real database on shared cores: Jest's five seconds are for pure code.
jest.setTimeout(60_000);
