/** Injection tokens of the two pools besides TypeORM's. */
export const APP_POOL = Symbol('pool of role orbis_app');
export const PLATFORM_POOL = Symbol('pool of role orbis_platform');
