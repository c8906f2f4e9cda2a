import { type SubmitEvent, useState } from "react";
import type { ImportOut, QuestionOut } from "../../api/generated";
import { asProblem } from "../../api/problem";
import { Button } from "../../ui/button";
import { Panel } from "../../ui/panel";
import { ProblemBox } from "../../ui/problem-box";
import type { ImportActs } from "./mutations";
import { type Answers, answersIn, questionsOf, saidMapping } from "./understanding-view";

/** What the file itself leaves open: answered here, and the file is read again. Until then nothing is committed. */
export function QuestionsPanel({ one, acts }: { one: ImportOut; acts: ImportActs }) {
  const questions = questionsOf(one);
  const [answers, setAnswers] = useState<Answers>({});
  if (questions.length === 0) return null;
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    acts.retry.mutate(answersIn(answers, saidMapping(one)));
  };
  return (
    <Panel title="The file can be read in several ways" note="What is shown below is provisional until you have said which.">
      <form aria-label="Questions about the file" onSubmit={submit} className="flex flex-col gap-4">
        {questions.map((question) => (
          <Question
            key={question.option}
            question={question}
            answer={answers[question.option]}
            onAnswer={(value) => {
              setAnswers({ ...answers, [question.option]: value });
            }}
          />
        ))}
        {acts.retry.error && <ProblemBox problem={asProblem(acts.retry.error)} />}
        <div>
          <Button
            type="submit"
            kind="solid"
            disabled={questions.some(({ option }) => answers[option] === undefined)}
            busy={acts.retry.isPending}
          >
            Read it so
          </Button>
        </div>
      </form>
    </Panel>
  );
}

interface QuestionProps {
  question: QuestionOut;
  answer: string | undefined;
  onAnswer: (value: string) => void;
}

function Question({ question, answer, onAnswer }: QuestionProps) {
  return (
    <fieldset className="flex flex-col gap-2">
      <legend className="mb-1.5 text-sm">{question.detail}</legend>
      <div className="flex flex-wrap gap-2">
        {question.choices.map(({ value, meaning }) => (
          <label
            key={value}
            className="flex min-h-9 cursor-pointer items-center gap-2 rounded-md border border-line px-3 py-1.5 text-sm hover:bg-hover has-checked:border-accent has-checked:bg-accent-wash"
          >
            <input
              type="radio"
              name={question.option}
              value={value}
              checked={answer === value}
              onChange={() => {
                onAnswer(value);
              }}
            />
            It is {meaning}
          </label>
        ))}
      </div>
    </fieldset>
  );
}
