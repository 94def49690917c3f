import type { Readable } from 'node:stream'

export interface FileMeta {
  /** MIME type; must be the one of the key's ending. */
  type: string
}

export interface FileInfo {
  type: string
  size: number
}

/** Bytes under random keys, without names or owners: those are rows of the feature that stores. */
export interface StorageAdapter {
  readonly name: 'folder' | 's3'
  /** Keeps bytes, whole or not at all. A key is written once; writing it again replaces it. */
  put(key: string, content: Uint8Array | Readable, meta: FileMeta): Promise<FileInfo>
  /** Null when there is no such file. */
  get(key: string): Promise<(FileInfo & { stream: Readable }) | null>
  stat(key: string): Promise<FileInfo | null>
  /** Deleting what is gone already is fine. */
  delete(key: string): Promise<void>
  /** An address at the store itself that works for `seconds` without sign-in; absent where the store serves nothing. */
  signedUrl?(key: string, seconds: number): Promise<string>
}
