/** What Next calls: `params` of the path arrive as a promise. */
export type NextHandler = (request: Request, route?: { params?: Promise<unknown> }) => Promise<Response>;
