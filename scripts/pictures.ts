/**
 * Takes the pictures of the documentation, from what the program really says of the examples, in Chromium (`CHROMIUM`, else
 * `/usr/bin/chromium`). `node scripts/pictures.ts`
 */
import { exampleComment } from './pictures/comment.ts';
import { exampleReports } from './pictures/html-report.ts';
import { photograph } from './pictures/photograph.ts';
import { exampleTerminal } from './pictures/terminal.ts';

const taken = await photograph([await exampleComment(), exampleTerminal(), ...exampleReports()]);
for (const [path, picture] of taken) console.log(`wrote ${path}, ${Math.round(picture.length / 1024)} KB`);
