declare module 'heic-decode' {
  interface HeicImage {
    width: number
    height: number
    /** RGBA, 8 bits each. */
    decode(): Promise<{ width: number; height: number; data: Uint8ClampedArray<ArrayBuffer> }>
  }
  interface HeicImages extends Array<HeicImage> {
    dispose(): void
  }
  const heicDecode: { all(input: { buffer: Uint8Array }): Promise<HeicImages> }
  export default heicDecode
}
