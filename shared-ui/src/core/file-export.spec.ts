import { catchDownloads } from '../testing/downloads';
import { ApiProblem } from './api-problem';
import { fileExport } from './file-export';

describe('fileExport', () => {
  const open = () => {
    const files = fileExport<'csv' | 'pdf'>();
    const answers: { yes: (file: Blob) => void; no: (reason: Error) => void }[] = [];
    const ask = (key: 'csv' | 'pdf') => files.save(key, `report.${key}`, () => new Promise<Blob>((yes, no) => answers.push({ yes, no })));
    return { files, ask, answers, running: () => [...files.running()] };
  };

  it('saves files that are asked for in turn, each on its way until it is there', async () => {
    const saved = catchDownloads();
    const { ask, answers, running } = open();
    const [csv, pdf] = [ask('csv'), ask('pdf')];
    expect(running()).toEqual(['csv', 'pdf']);
    answers[0]?.yes(new Blob(['1']));
    await csv;
    expect(running()).toEqual(['pdf']);
    answers[1]?.yes(new Blob(['2']));
    await pdf;
    expect([running(), saved]).toEqual([[], ['report.csv', 'report.pdf']]);
  });

  it('says why there is none until it is asked for again', async () => {
    const { files, ask, answers, running } = open();
    const first = ask('csv');
    answers[0]?.no(new ApiProblem({ code: 'request.rate_limited', status: 429 }));
    await first;
    expect([running(), files.problem()?.code]).toEqual([[], 'request.rate_limited']);
    const second = ask('csv');
    expect(files.problem()).toBeNull();
    answers[1]?.yes(new Blob());
    await second;
  });
});
