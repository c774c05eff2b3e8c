/** Injection token: names of the migrations this build was written against. The application gives them; the platform knows no table. */
export const EXPECTED_MIGRATIONS = Symbol('expected migrations');
