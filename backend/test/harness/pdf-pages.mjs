// Reads a PDF from standard input and prints its pages' texts as JSON. A process of its own: Jest runs CommonJS, and pdf.js is loaded by import().
import { buffer } from 'node:stream/consumers';
import { getDocumentProxy } from 'unpdf';

const document = await getDocumentProxy(new Uint8Array(await buffer(process.stdin)));
const pages = [];
for (let number = 1; number <= document.numPages; number++) {
  const page = await document.getPage(number);
  const { items } = await page.getTextContent();
  pages.push(items.map(({ str, hasEOL }) => (hasEOL ? `${str}\n` : str)).join(''));
}
process.stdout.write(JSON.stringify(pages));
