import type { UiCommand } from './command.ts';
import { withSuggestion } from './form.ts';
import { featuresOf } from './selectors.ts';
import { formFields } from './state.ts';
import type { FormState, TextInput, UiState } from './state.ts';
import { editText, insertText } from './text-input.ts';

/** The feature form after a command. */
export function reduceForm(state: UiState, form: FormState, command: UiCommand): FormState {
  switch (command.kind) {
    case 'typed':
      return withInput(form, insertText(current(form), command.text, form.field === 'description'));
    case 'edited':
      return withInput(form, editText(current(form), command.edit));
    case 'line-moved':
      return withInput(form, command.input);
    case 'field-stepped':
      return { ...form, field: stepField(form, command.step) };
    case 'suggestion-taken':
      return form.field === 'dependsOn' ? withSuggestion(form, featuresOf(state)) : form;
    case 'form-refused':
      return { ...form, wasSaved: true };
    default:
      return form;
  }
}

function current(form: FormState): TextInput {
  return form.inputs[form.field];
}

function withInput(form: FormState, input: TextInput): FormState {
  return { ...form, inputs: { ...form.inputs, [form.field]: input } };
}

function stepField(form: FormState, step: 1 | -1): FormState['field'] {
  const at = formFields.indexOf(form.field) + step + formFields.length;
  return formFields[at % formFields.length] ?? 'name';
}
