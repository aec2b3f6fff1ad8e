/** Variables of a program. (Not NodeJS.ProcessEnv: Next's types want NODE_ENV in it, which Next itself sets.) */
export type Environment = Record<string, string | undefined>;
