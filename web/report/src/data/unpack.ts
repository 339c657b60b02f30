import { complete, type Page } from './results';

/** What the page carries: JSON, compressed, in Base64. */
export async function unpacked(text: string): Promise<Page> {
  const binary = atob(text.trim()), bytes = new Uint8Array(binary.length);
  for (let i = 0; i < binary.length; i++) bytes[i] = binary.charCodeAt(i);
  return complete(await new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'))).json() as Page);
}
