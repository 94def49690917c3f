import path from 'node:path'

/** The checkout: the folder that holds package.json. */
export const root = path.dirname(import.meta.dirname)

/** The folder of the migrations and of what is generated from them. */
export const dbFolder = path.join(root, 'db')
